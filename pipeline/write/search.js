  // Lower case, each letter apart from its marks, every stretch of white space one space. A tone that may stand on
  // either vowel stands on the first: "hoà" and "hòa", "thuỷ" and "thủy" are one word.
  const spread = (text) => text.toLocaleLowerCase("vi").normalize("NFD")
    // one or more white space characters
    .replace(/\s+/gu, " ")
    // o or u, then a, e or y with a tone (grave, acute, tilde, hook, dot below)
    .replace(/([ou])([aey])([\u0300\u0301\u0303\u0309\u0323])/gu, "$1$3$2");

  // A pattern that finds what was typed. A letter typed without marks stands for that letter with any marks ("d" for
  // "đ" too); a letter typed with marks must have them, and may have more: so "ke hoach" and "kế hoạch" both find
  // "kế hoạch", and "kê" finds it while it is being typed.
  const pattern = (typed) => {
    let source = "";
    // a letter or sign and the marks after it
    for (const [, letter, marks] of spread(typed.trim().replace(/\s+/gu, " ")).matchAll(/(\P{M})(\p{M}*)/gsu)) {
      // any signs between words: "bồi dưỡng tập huấn" finds "bồi dưỡng, tập huấn"
      if (letter === " ") {
        source += "[\\s\\p{P}]+";
        continue;
      }
      // the signs that mean something in a pattern
      source += letter === "d" ? "[dđ]" : letter.replace(/[\\^$.*+?()[\]{}|\/]/gu, "\\$&");
      source += [...marks].map((mark) => `(?=\\p{M}*${mark})`).join("") + "\\p{M}*";
    }
    return new RegExp(source, "u");
  };
