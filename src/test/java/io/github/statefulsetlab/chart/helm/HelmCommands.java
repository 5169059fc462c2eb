package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.helm.HelmRequest.Reply;

/** Helm, as a worker calls it: the library inside helm-java, or a program that was named. */
interface HelmCommands {

  /** Does what is asked for; the reply has Helm's own words. */
  Reply answer(HelmRequest request);

  /** Ends what Helm is doing, from whichever thread. */
  void stop();
}
