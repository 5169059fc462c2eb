package io.github.statefulsetlab.lab.dns;

import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Questions to the cluster's DNS server over TCP, so that an answer is whole however many records
 * it has: over UDP it is cut at 512 bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7766">RFC 7766</a>
 */
final class DnsOverTcp {

  /** BusyBox' nc ends its side with its input, so that is held open until the answer is there. */
  private static final String ASK =
      "server=$(sed -n 's/^nameserver //p' /etc/resolv.conf | head -n 1); "
          + "{ printf \"$1\"; sleep 1; } | timeout 20 nc \"$server\" 53 | base64";

  private DnsOverTcp() {}

  /**
   * The records of exactly this name; none of what can't be a name, such as one with an empty part.
   *
   * @param type as in {@link Type#SRV}
   * @throws ClusterException if the server does not answer
   */
  static DnsAnswer ask(ToolboxPod grader, String name, int type) {
    Optional<Name> asked = parsed(name);
    if (asked.isEmpty()) {
      return noName(name, type);
    }
    ToolboxPod.Result result = grader.script(ASK, question(asked.get(), type));
    return answer(name, type, result.output());
  }

  static Optional<Name> parsed(String name) {
    try {
      return Optional.of(Name.fromString(name, Name.root));
    } catch (TextParseException e) {
      return Optional.empty();
    }
  }

  static DnsAnswer noName(String name, int type) {
    return new DnsAnswer(
        List.of(), "%s%n%s is not a DNS name".formatted(command(name, type), name));
  }

  private static String command(String name, int type) {
    return "$ dig +tcp -t %s %s".formatted(Type.string(type), name);
  }

  /** The question as {@code printf} takes it, each byte in octal, the length first. */
  static String question(Name name, int type) {
    byte[] wire = Message.newQuery(Record.newRecord(name, type, DClass.IN)).toWire();
    ByteBuffer framed = ByteBuffer.allocate(Short.BYTES + wire.length);
    framed.putShort((short) wire.length).put(wire);
    StringBuilder octal = new StringBuilder();
    for (byte each : framed.array()) {
      octal.append(String.format(java.util.Locale.ROOT, "\\%03o", each & 0xff));
    }
    return octal.toString();
  }

  /** What the server says, which is printed in Base64. */
  static DnsAnswer answer(String name, int type, String printed) {
    try {
      byte[] framed = Base64.getMimeDecoder().decode(printed);
      ByteBuffer wire = ByteBuffer.wrap(framed, Short.BYTES, framed.length - Short.BYTES);
      Message message = new Message(wire);
      List<String> found =
          message.getSection(Section.ANSWER).stream()
              .filter(record -> record.getType() == type)
              .map(DnsOverTcp::value)
              .toList();
      return new DnsAnswer(found, "%s%n%s".formatted(command(name, type), message));
    } catch (IOException | RuntimeException e) {
      throw new ClusterException(
          "The cluster's DNS server does not answer over TCP for %s: %s"
              .formatted(name, printed.isBlank() ? "nothing" : printed),
          e);
    }
  }

  private static String value(Record record) {
    if (record instanceof ARecord address) {
      return Objects.requireNonNull(address.getAddress().getHostAddress());
    }
    if (record instanceof AAAARecord address) {
      return Objects.requireNonNull(address.getAddress().getHostAddress());
    }
    return record instanceof SRVRecord service
        ? service.getTarget().toString(true)
        : record.rdataToString();
  }
}
