/** Pods start one after another, or all at once. Uses {@code lab} and {@code kube} only. */
@NullMarked
package io.github.statefulsetlab.behaviours.ordering;

import org.jspecify.annotations.NullMarked;
