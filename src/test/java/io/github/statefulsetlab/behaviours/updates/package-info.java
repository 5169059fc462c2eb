/** Pods are updated in order, as far as asked, and back. Uses {@code lab} and {@code kube} only. */
@NullMarked
package io.github.statefulsetlab.behaviours.updates;

import org.jspecify.annotations.NullMarked;
