/** How a run of the suite is made up: which behaviours are checked. */
@NullMarked
package io.github.statefulsetlab.run;

import org.jspecify.annotations.NullMarked;
