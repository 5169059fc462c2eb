/** Claims outlive pods. Uses {@code lab} and {@code kube} only. */
@NullMarked
package io.github.statefulsetlab.behaviours.storage;

import org.jspecify.annotations.NullMarked;
