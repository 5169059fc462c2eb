/** What a chart renders to, in the hands of a behaviour that installs nothing. */
@NullMarked
package io.github.statefulsetlab.lab.rendering;

import org.jspecify.annotations.NullMarked;
