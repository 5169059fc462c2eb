package io.github.statefulsetlab.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.cluster.ClusterException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsOverTcpTest {

  private static final String NAME = "_http._tcp.web.lab.svc.cluster.local";
  private static final int PODS = 12;

  @Test
  void aQuestionIsPrintedWithItsLength() throws Exception {
    assertThat(DnsOverTcp.question(name("web-0.web"), Type.A))
        .startsWith("\\000\\033")
        .contains("\\005\\167\\145\\142\\055\\060\\003\\167\\145\\142\\000\\000\\001\\000\\001");
  }

  @Test
  void anAnswerOfMoreThan512BytesIsReadWhole() throws Exception {
    Message message = Message.newQuery(Record.newRecord(name(NAME), Type.SRV, DClass.IN));
    for (int i = 0; i < PODS; i++) {
      message.addRecord(
          new SRVRecord(name(NAME), DClass.IN, 5, 0, 100, 8000, name(pod(i))), Section.ANSWER);
    }
    assertThat(message.toWire()).hasSizeGreaterThan(512);

    DnsAnswer answer = DnsOverTcp.answer(NAME, Type.SRV, printed(message));

    assertThat(answer.found()).hasSize(PODS).contains(pod(0), pod(PODS - 1));
    assertThat(answer.transcript()).startsWith("$ dig +tcp -t SRV " + NAME).contains(pod(3));
    assertThat(answer.isNxDomain()).isFalse();
  }

  @Test
  void anUnknownNameHasNoRecords() throws Exception {
    Message message = Message.newQuery(Record.newRecord(name(NAME), Type.A, DClass.IN));
    message.getHeader().setRcode(Rcode.NXDOMAIN);

    DnsAnswer answer = DnsOverTcp.answer(NAME, Type.A, printed(message));

    assertThat(answer.found()).isEmpty();
    assertThat(answer.isNxDomain()).isTrue();
  }

  /** Without a serviceName, the name of the Service is an empty part. */
  @Test
  void whatIsNoNameHasNoRecords() {
    String name = ".lab.svc.cluster.local";

    assertThat(DnsOverTcp.parsed(name)).isEmpty();
    assertThat(DnsOverTcp.parsed("web" + name)).isPresent();
    assertThat(DnsOverTcp.noName(name, Type.A))
        .returns(List.of(), DnsAnswer::found)
        .extracting(DnsAnswer::transcript)
        .asString()
        .contains(name + " is not a DNS name");
  }

  @Test
  void aServerThatSaysNothingIsNotTheSubmissionsFault() {
    assertThatThrownBy(() -> DnsOverTcp.answer(NAME, Type.A, ""))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining(NAME);
  }

  private static String pod(int ordinal) {
    return "web-of-a-long-name-%d.web.lab.svc.cluster.local".formatted(ordinal);
  }

  private static Name name(String text) throws Exception {
    return Name.fromString(text, Name.root);
  }

  private static String printed(Message message) {
    byte[] wire = message.toWire();
    return Base64.getMimeEncoder()
        .encodeToString(
            ByteBuffer.allocate(2 + wire.length).putShort((short) wire.length).put(wire).array());
  }
}
