/**
 * Where submissions run: an ephemeral k3s in Docker or an existing cluster, and how images get into
 * it. How images are made is in {@code cluster.image}.
 *
 * <p>Uses {@code kube}, Testcontainers and the Docker API.
 */
@NullMarked
package io.github.statefulsetlab.cluster;

import org.jspecify.annotations.NullMarked;
