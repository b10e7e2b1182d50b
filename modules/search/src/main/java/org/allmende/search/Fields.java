package org.allmende.search;

import java.util.List;

/// The fields of the index.
final class Fields {

  /// Raise it whenever an index written before would answer differently.
  static final int SCHEMA = 5;

  /// The dataset's id, `tenant/slug`.
  static final String ID = "id";

  /// A number from the id that puts hits that are equal otherwise in an order that stays.
  static final String TIE = "tie";

  static final String URI = "uri";
  static final String TITLE = "title";
  static final String KEYWORD = "keyword";
  static final String DESCRIPTION = "description";

  /// What is known around it: publisher, places, themes, columns, files.
  static final String CONTEXT = "context";

  /// The words in its tables, without their order.
  static final String DATA = "data";

  /// The texts that say what it is, each with the order of its words, the weightiest first.
  static final List<String> TEXTS = List.of(TITLE, KEYWORD, DESCRIPTION, CONTEXT);

  /// Every term of those texts once, with how much the dataset is about it, see [Impacts].
  static final String WORD = "word";

  /// The terms of its title and keywords, in the same way.
  static final String NAMED = "named";

  /// Where single words are looked for that say what it is.
  static final List<String> SAID = List.of(WORD);

  /// Where single words are looked for.
  static final List<String> ANYWHERE = List.of(WORD, DATA);

  /// The whole title, folded.
  static final String WHOLE_TITLE = "wholeTitle";

  /// The beginnings of the words of titles.
  static final String BEGINNING = "beginning";

  /// Whole keywords, folded, with their spelling behind.
  static final String WHOLE_KEYWORD = "wholeKeyword";

  /// Official keys of the places covered, and of all places around them.
  static final String PLACE_KEY = "placeKey";

  static final String PUBLISHER = "publisherName";
  static final String LICENSE = "licenseUri";
  static final String COLUMN = "columnName";
  static final String MODIFIED = "modified";

  /// When the store last changed it, in milliseconds.
  static final String CHANGED = "changed";

  static final String COVERAGE = "coverage";

  /// The years the data are about, told by their periods or else by the title.
  static final String YEARS = "years";

  static final String BOX = "box";
  static final String SORT_TITLE = "sortTitle";

  /// How complete the description is, 0 to 100.
  static final String STANDING = "standing";

  private Fields() {}
}
