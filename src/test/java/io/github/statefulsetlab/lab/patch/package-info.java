/** Patches of StatefulSets and Services that a behaviour installs or applies. */
@NullMarked
package io.github.statefulsetlab.lab.patch;

import org.jspecify.annotations.NullMarked;
