/** Writes each changeset as a list item, without the hash of its commit. */
module.exports = {
  async getReleaseLine({ summary }) {
    return `- ${summary.trim().replace(/\n(?=.)/g, "\n  ")}`;
  },
  async getDependencyReleaseLine() {
    return "";
  },
};
