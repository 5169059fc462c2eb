/**
 * What a behaviour may use: labs, their claims, clients and probes, and who scales and upgrades
 * them. The packages inside it have the pods, DNS, patches, evidence and hints.
 *
 * <p>Uses {@code installation}. Behaviours see this package with those inside it, {@code kube} and
 * the annotations in {@code run}.
 */
@NullMarked
package io.github.statefulsetlab.lab;

import org.jspecify.annotations.NullMarked;
