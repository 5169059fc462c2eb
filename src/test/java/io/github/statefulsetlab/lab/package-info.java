/**
 * What a behaviour may use: labs, their pods and claims, clients, DNS, patches, evidence and hints.
 *
 * <p>Uses {@code installation}. Behaviours see this package, {@code kube.timeline} and the
 * annotations in {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.lab;

import org.jspecify.annotations.NullMarked;
