package org.allmende.store.s3;

import java.net.URI;
import org.allmende.store.FilesPlace;
import org.allmende.store.KeptFiles;
import software.amazon.awssdk.http.SdkHttpClient;

/// A bucket in a store that speaks S3, or a part of one.
///
/// @param endpoint the store's address, without the bucket
/// @param prefix what the names of our objects begin with; empty for a bucket of our own
/// @param cache how many bytes of it are kept on this machine at most
/// @param network the way there
public record S3Place(
    URI endpoint,
    String region,
    String bucket,
    String prefix,
    Credentials credentials,
    long cache,
    SdkHttpClient network)
    implements FilesPlace {

  /// Who asks. It is in no log and no message.
  ///
  /// @param key by which the store knows us
  /// @param secret that only the store and we know
  public record Credentials(String key, String secret) {
    @Override
    public String toString() {
      return "credentials";
    }
  }

  /// The address is not part of it: the same bucket may be asked by another one tomorrow.
  @Override
  public String name() {
    return "s3 " + bucket + "/" + prefix;
  }

  @Override
  public KeptFiles open(Room room) {
    return new S3FileStore(this, room);
  }
}
