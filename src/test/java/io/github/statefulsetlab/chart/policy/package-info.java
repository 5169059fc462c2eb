/**
 * What a rendered chart may ask for: kinds, fields and rights of its objects.
 *
 * <p>Uses {@code chart}.
 */
@NullMarked
package io.github.statefulsetlab.chart.policy;

import org.jspecify.annotations.NullMarked;
