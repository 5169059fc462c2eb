/**
 * What is installed: a chart, its values, what it renders to, and patches to that.
 *
 * <p>Uses {@code kube} and {@code cluster}.
 */
@NullMarked
package io.github.statefulsetlab.chart;

import org.jspecify.annotations.NullMarked;
