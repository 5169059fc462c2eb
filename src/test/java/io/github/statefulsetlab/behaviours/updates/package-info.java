/**
 * Pods are updated in order, as far as asked, and back. Uses what lies in {@code lab} and {@code
 * kube}, and annotations of {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.updates;

import org.jspecify.annotations.NullMarked;
