/** The Service that names the pods, and look-ups of their names. */
@NullMarked
package io.github.statefulsetlab.lab.dns;

import org.jspecify.annotations.NullMarked;
