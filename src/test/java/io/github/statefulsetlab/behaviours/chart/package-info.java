/**
 * The chart keeps what its pods need. Uses what lies in {@code lab} and {@code kube}, and
 * annotations of {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.chart;

import org.jspecify.annotations.NullMarked;
