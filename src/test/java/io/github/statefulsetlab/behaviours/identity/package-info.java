/** Pods have names of their own that outlive them. Uses only {@code lab} and {@code kube}. */
@NullMarked
package io.github.statefulsetlab.behaviours.identity;

import org.jspecify.annotations.NullMarked;
