package org.allmende.web;

import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.SearchIndex.FacetValue;
import org.allmende.catalog.asking.SearchIndex.Hit;
import org.allmende.catalog.asking.SearchIndex.Request;
import org.allmende.catalog.nodes.Node;
import org.allmende.catalog.nodes.NodeFailed;
import org.allmende.catalog.nodes.OtherNodes;
import org.allmende.model.DatasetId;

/// One installation that answers, and one that refuses every question.
final class FakeNodes implements OtherNodes {

  static final List<Node> NODES =
      Node.list("Rostock=https://daten.rostock.example,Potsdam=https://daten.potsdam.example");

  @Override
  public Answer ask(Node node, Request asked) throws NodeFailed {
    if (node.name().equals("Potsdam")) {
      throw NodeFailed.refused("400", false);
    }
    String page = node.address() + "/datasets/rostock/baeume";
    var hit =
        new Hit(
            DatasetId.parse("rostock/baeume"),
            page,
            "<script>alert(1)</script> Bäume am Warnowufer",
            "Alle <b>Bäume</b>",
            "Amt für \"Grün\"",
            List.of(),
            List.of("CSV"),
            List.of(),
            "2026-11-01",
            Portal.NOW,
            0.5f,
            Map.of(),
            List.of());
    String economy = "http://publications.europa.eu/resource/authority/data-theme/ECON";
    return new Answer(
        120,
        List.of(new Found(node.name(), page, hit)),
        Map.of(
            "theme", List.of(new FacetValue(economy, "Wirtschaft", 5)),
            "tenant", List.of(new FacetValue("rostock", "rostock", 120))),
        null);
  }
}
