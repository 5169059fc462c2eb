/**
 * Pods count their own visits. Uses what lies in {@code lab} and {@code kube}, and annotations of
 * {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.counts;

import org.jspecify.annotations.NullMarked;
