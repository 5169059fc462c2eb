package io.github.statefulsetlab.grading.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Checks documents against the schemas in {@code schemas/formats}. */
final class Schemas {

  private static final Path FOLDER = Path.of("src", "test", "resources", "schemas", "formats");

  private Schemas() {}

  static JsonNode json(String text) throws JsonProcessingException {
    return JsonMapper.builder().build().readTree(text);
  }

  /** What is wrong with the document; empty if it is valid. */
  static List<String> violations(String schema, JsonNode document) throws IOException {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(Files.readString(FOLDER.resolve(schema)))
        .validate(document)
        .stream()
        .map(Object::toString)
        .toList();
  }

  /**
   * Checks XML against {@code junit.xsd}.
   *
   * @throws SAXException if it is not valid
   */
  static void validateJUnit(String xml) throws IOException, SAXException {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(FOLDER.resolve("junit.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }
}
