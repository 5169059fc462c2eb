/**
 * The recorded history of a namespace, assertions on it, and the obstacles that it shows.
 *
 * <p>Uses {@code kube} and the fabric8 model and client.
 */
@NullMarked
package io.github.statefulsetlab.kube.timeline;

import org.jspecify.annotations.NullMarked;
