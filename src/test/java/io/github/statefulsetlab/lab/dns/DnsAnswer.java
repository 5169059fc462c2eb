package io.github.statefulsetlab.lab.dns;

import java.util.List;

/**
 * What was found out about a name.
 *
 * @param found the addresses or names
 * @param transcript what the terminal showed
 */
public record DnsAnswer(List<String> found, String transcript) {

  public boolean isNxDomain() {
    return transcript.contains("NXDOMAIN");
  }
}
