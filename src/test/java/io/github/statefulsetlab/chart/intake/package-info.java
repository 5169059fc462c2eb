/**
 * What is let in: limits on a chart's files, archives, links and dependencies.
 *
 * <p>Uses {@code chart}.
 */
@NullMarked
package io.github.statefulsetlab.chart.intake;

import org.jspecify.annotations.NullMarked;
