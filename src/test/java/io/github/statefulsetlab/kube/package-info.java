/**
 * What Kubernetes objects mean: StatefulSets, Pods, Claims. Pure functions.
 *
 * <p>Uses the fabric8 model only; nothing of this project.
 */
@NullMarked
package io.github.statefulsetlab.kube;

import org.jspecify.annotations.NullMarked;
