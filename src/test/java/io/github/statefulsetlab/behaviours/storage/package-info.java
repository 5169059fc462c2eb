/**
 * Claims outlive pods. Uses what lies in {@code lab} and {@code kube}, and annotations of {@code
 * run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.storage;

import org.jspecify.annotations.NullMarked;
