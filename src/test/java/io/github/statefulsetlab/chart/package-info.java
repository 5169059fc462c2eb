/**
 * What is installed: a chart, what it renders to, patches to it, and its release.
 *
 * <p>Helm runs in processes of its own ({@link io.github.statefulsetlab.chart.HelmWorker}), where
 * it can be stopped and can't disturb this one's signals and standard output. Uses {@code kube} and
 * {@code cluster}.
 */
@NullMarked
package io.github.statefulsetlab.chart;

import org.jspecify.annotations.NullMarked;
