/**
 * Rendering and installing with Helm, in limited processes ({@link
 * io.github.statefulsetlab.chart.helm.HelmWorker}), where it can be stopped and can't disturb this
 * one's signals and standard output.
 *
 * <p>Uses {@code chart}.
 */
@NullMarked
package io.github.statefulsetlab.chart.helm;

import org.jspecify.annotations.NullMarked;
