/**
 * Pods have names of their own that outlive them. Uses what lies in {@code lab} and {@code kube},
 * and annotations of {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.identity;

import org.jspecify.annotations.NullMarked;
