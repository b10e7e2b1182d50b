package org.allmende.harvest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.allmende.catalog.harvest.SourceFailed;
import org.allmende.model.Text;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// The one place where answers in XML are read: no DTD, no entities, nothing fetched.
final class XmlDocuments {

  /// The largest answer that is read as a whole, in bytes.
  static final int MOST_BYTES = 64 << 20;

  private XmlDocuments() {}

  /// @throws SourceFailed when the answer is no well-formed XML, or has a DTD
  static Document read(Fetched answer) throws IOException {
    byte[] bytes = answer.bytes(MOST_BYTES);
    try {
      return builder().parse(new ByteArrayInputStream(bytes));
    } catch (SAXException e) {
      throw SourceFailed.because(
          "harvest-no-xml",
          new Text(
              "Unter " + answer.address() + " steht kein XML, das wir lesen: " + e.getMessage(),
              "There is no XML at " + answer.address() + " that is read here: " + e.getMessage()),
          new Text(
              "Prüfen Sie Adresse und Art der Quelle.",
              "Check the address and the kind of the source."));
    }
  }

  private static DocumentBuilder builder() {
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the parser of the JDK knows these features", e);
    }
  }

  /// Says nothing on the console.
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {
      // A warning loses nothing.
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  /// The elements right below one, with a local name.
  static List<Element> children(Node parent, String name) {
    var children = new ArrayList<Element>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && name.equals(element.getLocalName())) {
        children.add(element);
      }
    }
    return children;
  }

  static Optional<Element> child(Node parent, String name) {
    return children(parent, name).stream().findFirst();
  }

  /// The text of the first element right below one; empty where there is none.
  static String text(Node parent, String name) {
    return child(parent, name).map(Element::getTextContent).map(String::strip).orElse("");
  }

  /// The first element right below one, whatever it is called.
  static Optional<Element> first(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  /// An element as a document of its own, with the namespaces that hold where it stands.
  static String alone(Element element) {
    for (Node above = element.getParentNode();
        above instanceof Element parent;
        above = above.getParentNode()) {
      var attributes = parent.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        if (attributes.item(i) instanceof Attr attribute
            && attribute.getName().startsWith("xmlns")
            && !element.hasAttribute(attribute.getName())) {
          element.setAttributeNS(
              XMLConstants.XMLNS_ATTRIBUTE_NS_URI, attribute.getName(), attribute.getValue());
        }
      }
    }
    try {
      var text = new StringWriter();
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(element), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("an element can be written", e);
    }
  }
}
