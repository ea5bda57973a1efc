/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.beamlambda.capability.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML. All text and all values of attributes are escaped; there is no way around it. */
public final class Html {

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins an element.
   *
   * @param attributes names and values in turn; one with an empty value stands alone
   */
  public Html open(String tag, String... attributes) {
    tag(tag, attributes);
    open.push(tag);
    return this;
  }

  /**
   * Ends the element that was begun last.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public Html close() {
    String tag = open.pop();
    out.append("</").append(tag).append('>');
    if (!INLINE.contains(" " + tag + " ")) {
      out.append('\n');
    }
    return this;
  }

  private static final String INLINE = " a b button code i small span summary ";

  /** Text, escaped. */
  public Html text(String text) {
    escape(text);
    return this;
  }

  /** A whole element that has only text. */
  public Html leaf(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** An element that never has content. */
  public Html empty(String tag, String... attributes) {
    tag(tag, attributes);
    return this;
  }

  /**
   * What another has written.
   *
   * @throws IllegalStateException if it has begun an element and not ended it
   */
  public Html add(Html other) {
    if (!other.open.isEmpty()) {
      throw new IllegalStateException("Element not ended: " + other.open.peek());
    }
    out.append(other.out);
    return this;
  }

  /** An address, as a link if it is one; only the web's are. */
  public Html link(String address) {
    return isAddress(address)
        ? leaf("a", address, "href", address, "rel", "noreferrer")
        : leaf("code", address);
  }

  static boolean isAddress(String text) {
    return text.startsWith("https://") || text.startsWith("http://");
  }

  private void tag(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]);
      if (!attributes[i + 1].isEmpty()) {
        out.append("=\"");
        escape(attributes[i + 1]);
        out.append('"');
      }
    }
    out.append('>');
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : c);
      }
    }
  }

  /** What has been written. */
  @Override
  public String toString() {
    return out.toString();
  }
}
