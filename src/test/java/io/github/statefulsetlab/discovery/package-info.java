/**
 * How a submission's app behaves, and what has to be changed before it can be installed: found in
 * manifests, by probing pages, or stood in for.
 *
 * <p>Uses {@code submission} and {@code sandbox}.
 */
@NullMarked
package io.github.statefulsetlab.discovery;

import org.jspecify.annotations.NullMarked;
