package org.allmende.harvest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.dcat.terms.Terms;
import org.apache.jena.graph.Node;

/// Who has to do with a dataset, by role.
final class IsoParties {

  private static final Map<String, Node> ROLES =
      Map.of(
          "publisher", Terms.PUBLISHER,
          "author", Terms.iri(Terms.DCTERMS_NS + "creator"),
          "owner", Terms.iri(Terms.DCTERMS_NS + "rightsHolder"),
          "originator", Terms.iri(Terms.GEODCATAP_NS + "originator"),
          "custodian", Terms.iri(Terms.GEODCATAP_NS + "custodian"),
          "distributor", Terms.iri(Terms.GEODCATAP_NS + "distributor"),
          "processor", Terms.iri(Terms.GEODCATAP_NS + "processor"),
          "principalInvestigator", Terms.iri(Terms.GEODCATAP_NS + "principalInvestigator"),
          "resourceProvider", Terms.iri(Terms.GEODCATAP_NS + "resourceProvider"),
          "user", Terms.iri(Terms.GEODCATAP_NS + "user"));

  /// Whose data it is where no publisher is named, the likeliest first.
  private static final List<String> PUBLISHERS =
      List.of(
          "publisher",
          "owner",
          "custodian",
          "resourceProvider",
          "distributor",
          "pointOfContact",
          "author",
          "originator");

  private final IsoRecord record;
  private final RecordGraph out;
  private final Node dataset;

  IsoParties(IsoRecord record, RecordGraph out, Node dataset) {
    this.record = record;
    this.out = out;
    this.dataset = dataset;
  }

  void of(Element about) {
    var byRole = new LinkedHashMap<String, Element>();
    for (Element party : IsoRecord.objects(about, "pointOfContact")) {
      byRole.putIfAbsent(IsoRecord.code(party, "role"), party);
      party(party);
    }
    for (Element party : IsoRecord.objects(about, "citation", "citedResponsibleParty")) {
      byRole.putIfAbsent(IsoRecord.code(party, "role"), party);
      party(party);
    }
    if (!out.has(dataset, Terms.PUBLISHER)) {
      PUBLISHERS.stream()
          .filter(byRole::containsKey)
          .map(byRole::get)
          .filter(party -> party != null && !name(party).isEmpty())
          .findFirst()
          .ifPresent(party -> agent(party, Terms.PUBLISHER));
    }
  }

  /// Those who answer for the metadata answer for the data where nobody else does.
  void ofMetadata() {
    for (Element party : IsoRecord.objects(record.metadata(), "contact")) {
      if (!out.has(dataset, Terms.CONTACT_POINT)) {
        contact(party);
      }
      if (!out.has(dataset, Terms.PUBLISHER) && !name(party).isEmpty()) {
        agent(party, Terms.PUBLISHER);
      }
    }
  }

  private void party(Element party) {
    String role = IsoRecord.code(party, "role");
    Node property = ROLES.get(role);
    if (property == null) {
      contact(party);
    } else if (!property.equals(Terms.PUBLISHER) || !out.has(dataset, Terms.PUBLISHER)) {
      agent(party, property);
    }
  }

  private static String name(Element party) {
    String organisation = IsoRecord.text(party, "organisationName");
    return organisation.isEmpty() ? person(party) : organisation;
  }

  private static String person(Element party) {
    String name = IsoRecord.text(party, "individualName");
    return name.isEmpty()
        ? (IsoRecord.text(party, "individualFirstName")
                + " "
                + IsoRecord.text(party, "individualLastName"))
            .strip()
        : name;
  }

  private void agent(Element party, Node property) {
    if (name(party).isEmpty()) {
      return;
    }
    Node agent = out.thing(dataset, property, Terms.AGENT);
    names(party, agent, Terms.NAME);
    String page = IsoRecord.text(party, "contactInfo", "onlineResource", "linkage");
    if (RecordGraph.isAddress(page)) {
      out.link(agent, Terms.HOMEPAGE, page);
    }
    for (String mail : mails(party)) {
      out.text(agent, Terms.iri(Terms.FOAF_NS + "mbox"), mail);
    }
  }

  private void names(Element party, Node node, Node property) {
    for (Element name : IsoRecord.properties(party, "organisationName")) {
      record.localized(name).forEach((tag, text) -> out.text(node, property, text, tag));
    }
    if (!out.has(node, property)) {
      out.text(node, property, person(party));
    }
  }

  private void contact(Element party) {
    List<String> mails = mails(party);
    String page = IsoRecord.text(party, "contactInfo", "onlineResource", "linkage");
    List<String> phones = IsoRecord.texts(party, "contactInfo", "phone", "voice");
    if (mails.isEmpty() && page.isEmpty() && phones.isEmpty() && name(party).isEmpty()) {
      return;
    }
    Node contact = out.thing(dataset, Terms.CONTACT_POINT, Terms.KIND);
    names(party, contact, Terms.FN);
    mails.forEach(mail -> out.text(contact, Terms.HAS_EMAIL, mail));
    out.link(contact, Terms.HAS_URL, page);
    phones.forEach(phone -> out.text(contact, Terms.iri(Terms.VCARD_NS + "hasTelephone"), phone));
  }

  private static List<String> mails(Element party) {
    return IsoRecord.texts(party, "contactInfo", "address", "electronicMailAddress");
  }
}
