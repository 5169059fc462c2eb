/**
 * One pod of the set, and all of them in their order: the pages, the claim and the processes of the
 * app, and the readiness gate.
 */
@NullMarked
package io.github.statefulsetlab.lab.pod;

import org.jspecify.annotations.NullMarked;
