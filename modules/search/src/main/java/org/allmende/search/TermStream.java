package org.allmende.search;

import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/// Hands terms that are made already to the index.
final class TermStream extends TokenStream {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute place = addAttribute(PositionIncrementAttribute.class);
  private final List<Terms.Term> terms;
  private int next;

  TermStream(List<Terms.Term> terms) {
    this.terms = terms;
  }

  @Override
  public boolean incrementToken() {
    if (next >= terms.size()) {
      return false;
    }
    clearAttributes();
    Terms.Term current = terms.get(next++);
    term.append(current.text());
    place.setPositionIncrement(current.next() ? 1 : 0);
    return true;
  }

  @Override
  public void reset() {
    next = 0;
  }
}
