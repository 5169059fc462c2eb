/** The chart keeps what its pods need. Uses {@code lab} and {@code kube} only. */
@NullMarked
package io.github.statefulsetlab.behaviours.chart;

import org.jspecify.annotations.NullMarked;
