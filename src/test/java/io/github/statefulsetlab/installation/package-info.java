/**
 * An installed submission with its recorded history, and waiting for it.
 *
 * <p>Uses {@code discovery}, {@code sandbox} and {@code kube.timeline}.
 */
@NullMarked
package io.github.statefulsetlab.installation;

import org.jspecify.annotations.NullMarked;
