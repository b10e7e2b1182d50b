package org.allmende.search;

import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.compressing.CompressionMode;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;

/// Lucene's own format, but for what is stored of datasets: that is packed a few at a time. A page
/// of hits reads ten datasets from ten places, and a block has to be unpacked to read one of them;
/// the usual blocks hold dozens.
public final class SmallBlocks extends FilterCodec {

  private static final int BLOCK_BYTES = 4096;
  private static final int MOST_DATASETS = 64;
  private static final int INDEX_SHIFT = 10;

  private final StoredFieldsFormat stored =
      new Lucene90CompressingStoredFieldsFormat(
          "AllmendeStored", CompressionMode.FAST, BLOCK_BYTES, MOST_DATASETS, INDEX_SHIFT);

  /// Lucene finds the format of a segment by name, as a service.
  public SmallBlocks() {
    super("Allmende", new Lucene104Codec());
  }

  @Override
  public StoredFieldsFormat storedFieldsFormat() {
    return stored;
  }
}
