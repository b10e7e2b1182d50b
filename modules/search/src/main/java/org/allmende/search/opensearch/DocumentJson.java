package org.allmende.search.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.search.Facet;
import org.allmende.search.FacetTerm;
import org.allmende.search.Fields;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleRange;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;

/// Says a document of Lucene as [Form] has it: the same terms at the same places, the same weights
/// and values.
final class DocumentJson {

  private final Map<String, Object> json = new LinkedHashMap<>();
  private final Map<String, List<Object>> kept = new LinkedHashMap<>();
  private final Set<String> plain = new LinkedHashSet<>();

  private DocumentJson() {}

  static Map<String, Object> of(Document document) throws IOException {
    var writing = new DocumentJson();
    for (IndexableField field : document) {
      writing.add(field);
    }
    writing.json.put(Form.KIND, Form.DATASET);
    writing.json.put(Form.PLAIN, List.copyOf(writing.plain));
    writing.json.put(Form.KEPT, writing.kept);
    return writing.json;
  }

  private void add(IndexableField field) throws IOException {
    switch (field) {
      case LongRange range -> add(range.name(), span(range.getMin(0), range.getMax(0)));
      case DoubleRange box ->
          add(
              Form.BOX,
              Map.of(
                  "west",
                  box.getMin(0),
                  "south",
                  box.getMin(1),
                  "east",
                  box.getMax(0),
                  "north",
                  box.getMax(1)));
      case LongPoint _ -> {
        // The same number comes as a value.
      }
      case StoredField shown -> keep(shown.name(), shown.stringValue());
      default -> plain(field);
    }
  }

  private static Map<String, Object> span(long from, long to) {
    return Map.of("gte", from, "lte", to);
  }

  private void plain(IndexableField field) throws IOException {
    DocValuesType values = field.fieldType().docValuesType();
    if (values == DocValuesType.NUMERIC) {
      json.put(field.name(), field.numericValue().longValue());
    } else if (values == DocValuesType.SORTED) {
      json.put(field.name(), field.binaryValue().utf8ToString());
    } else if (values == DocValuesType.SORTED_SET) {
      facet(field.name(), FacetTerm.read(field.binaryValue().utf8ToString()));
    } else if (field.fieldType().tokenized()) {
      json.merge(field.name(), text(field), (one, other) -> one + " " + other);
    } else {
      add(Form.name(field.name()), field.stringValue());
      if (field.name().equals(Fields.ID)) {
        keep(field.name(), field.stringValue());
      }
    }
  }

  private void facet(String field, FacetTerm term) {
    for (Facet facet : Facet.values()) {
      if (facet.field().equals(field)) {
        add(Form.name(field), term.written());
        add(Form.value(facet), term.value());
        term.names().forEach(name -> add(Form.called(facet), name));
      }
    }
  }

  private String text(IndexableField field) throws IOException {
    TokenStream terms = ((Field) field).tokenStreamValue();
    boolean places = field.fieldType().indexOptions().compareTo(IndexOptions.DOCS_AND_FREQS) > 0;
    boolean weighed = field.fieldType().indexOptions() == IndexOptions.DOCS_AND_FREQS;
    boolean anywhere = Fields.ANYWHERE.contains(field.name());
    var term = terms.getAttribute(CharTermAttribute.class);
    var text = new StringBuilder();
    terms.reset();
    while (terms.incrementToken()) {
      boolean stacked =
          places
              && terms.getAttribute(PositionIncrementAttribute.class).getPositionIncrement() == 0;
      if (!text.isEmpty()) {
        text.append(stacked ? '|' : ' ');
      }
      text.append(term);
      if (weighed) {
        var weight = terms.getAttribute(TermFrequencyAttribute.class);
        text.append('|').append(weight.getTermFrequency());
      }
      if (anywhere && !term.isEmpty() && Character.isLetterOrDigit(term.charAt(0))) {
        plain.add(term.toString());
      }
    }
    terms.end();
    terms.close();
    return text.toString();
  }

  @SuppressWarnings("unchecked")
  private void add(String field, Object value) {
    ((List<Object>) json.computeIfAbsent(field, name -> new ArrayList<>())).add(value);
  }

  private void keep(String field, String value) {
    kept.computeIfAbsent(field, name -> new ArrayList<>()).add(value);
  }
}
