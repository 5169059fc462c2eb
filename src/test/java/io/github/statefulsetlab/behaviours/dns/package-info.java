/**
 * Pods have names in the cluster's DNS. Uses what lies in {@code lab} and {@code kube}, and
 * annotations of {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.dns;

import org.jspecify.annotations.NullMarked;
