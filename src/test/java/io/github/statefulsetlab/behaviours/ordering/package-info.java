/**
 * Pods start one after another, or all at once. Uses what lies in {@code lab} and {@code kube}, and
 * annotations of {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.ordering;

import org.jspecify.annotations.NullMarked;
