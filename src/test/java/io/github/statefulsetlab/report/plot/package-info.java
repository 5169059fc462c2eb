/** Plots of what was seen, drawn as SVG and PNG. Uses {@code kube.timeline} and {@code lab}. */
@NullMarked
package io.github.statefulsetlab.report.plot;

import org.jspecify.annotations.NullMarked;
