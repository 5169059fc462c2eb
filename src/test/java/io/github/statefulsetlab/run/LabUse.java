package io.github.statefulsetlab.run;

/** How a behaviour that asks for a lab gets along with others: what its parameter can't say. */
public enum LabUse {
  /** Only reads; shares its lab with all others that do. */
  READ,
  /** Reads the shared lab whether its pods are ready or not: to tell why they are not. */
  READ_AS_IT_STARTS,
  /** Reads and changes counts; shares its lab, but not at the same time as another that counts. */
  COUNT,
  /** Disturbs pods; gets a lab of its own. */
  DISTURB
}
