/** Pods have names in the cluster's DNS. Uses {@code lab} and {@code kube} only. */
@NullMarked
package io.github.statefulsetlab.behaviours.dns;

import org.jspecify.annotations.NullMarked;
