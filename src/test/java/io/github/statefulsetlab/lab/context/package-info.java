/**
 * What one behaviour is checked in: the evidence that it leaves, and the hint that a failure is
 * shown with. Uses {@code installation}.
 */
@NullMarked
package io.github.statefulsetlab.lab.context;

import org.jspecify.annotations.NullMarked;
