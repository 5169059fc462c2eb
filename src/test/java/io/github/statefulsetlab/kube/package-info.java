/**
 * What Kubernetes objects mean: StatefulSets, Pods, Claims, and the recorded history of a
 * namespace.
 *
 * <p>Uses the fabric8 model and client only; nothing of this project.
 */
@NullMarked
package io.github.statefulsetlab.kube;

import org.jspecify.annotations.NullMarked;
