/**
 * Clients reach the pods through the chart's Services. Uses what lies in {@code lab} and {@code
 * kube}, and annotations of {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.behaviours.services;

import org.jspecify.annotations.NullMarked;
