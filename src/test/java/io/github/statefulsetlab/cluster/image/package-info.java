/**
 * How container images are made without a registry: the app's own image, from scratch or on a base.
 *
 * <p>Uses Jib and the JDK; nothing of this project.
 */
@NullMarked
package io.github.statefulsetlab.cluster.image;

import org.jspecify.annotations.NullMarked;
