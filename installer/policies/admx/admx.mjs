// Group Policy templates of the managed policy, from its schema: pure functions, text out. ADMX: what is written where in the
// registry; ADML: the words of one language (Microsoft: Group Policy ADMX Syntax Reference).

const namespace = 'xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0"';

/** Browsers that read managed storage from the registry, and where. Cốc Cốc's place is not documented. */
export const browsers = [
  { id: "chrome", name: "Google Chrome", key: "SOFTWARE\\Policies\\Google\\Chrome" },
  { id: "edge", name: "Microsoft Edge", key: "SOFTWARE\\Policies\\Microsoft\\Edge" },
  { id: "chromium", name: "Chromium", key: "SOFTWARE\\Policies\\Chromium" },
  { id: "brave", name: "Brave", key: "SOFTWARE\\Policies\\BraveSoftware\\Brave" },
];
const jsonLimit = 1_048_576;

const escape = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** How a property of the schema is set in the editor: enum, boolean, numbers (an object of integers), list, text or json. */
export function kindOf({ enum: values, type, properties, items }) {
  if (values) return "enum";
  if (type === "boolean") return "boolean";
  if (type === "string") return "text";
  if (type === "array" && items?.type === "string") return "list";
  if (type === "object" && properties && Object.values(properties).every((one) => one.type === "integer")) return "numbers";
  return "json";
}

/** One policy's part of the ADMX. `key` is the registry key that holds the extension's values. */
const elementsOf = {
  enum: (name, { enum: values }) => {
    const items = values.map((value) => `<item displayName="$(string.${name}_${value})"><value><string>${value}</string></value></item>`);
    return `<elements><enum id="${name}" valueName="${name}" required="true">${items.join("")}</enum></elements>`;
  },
  boolean: () => '<enabledValue><decimal value="1"/></enabledValue><disabledValue><decimal value="0"/></disabledValue>',
  numbers: (name, { properties }, key) => {
    const numbers = Object.entries(properties).map(
      ([child, { minimum, maximum }]) => `<decimal id="${name}_${child}" key="${key}\\${name}" valueName="${child}" minValue="${minimum}" maxValue="${maximum}"/>`,
    );
    return `<elements>${numbers.join("")}</elements>`;
  },
  list: (name, _, key) => `<elements><list id="${name}" key="${key}\\${name}" valuePrefix=""/></elements>`,
  text: (name, { maxLength }) => `<elements><text id="${name}" valueName="${name}" maxLength="${maxLength}" required="true"/></elements>`,
  json: (name) => `<elements><text id="${name}" valueName="${name}" maxLength="${jsonLimit}" required="true"/></elements>`,
};

function policyOf(name, schema, browser, key) {
  const kind = kindOf(schema);
  const value = kind === "boolean" ? ` valueName="${name}"` : ` presentation="$(presentation.${name})"`;
  return `    <policy name="${browser}_${name}" class="Both" displayName="$(string.${name})" explainText="$(string.${name}_explain)" key="${key}"${value}>
      <parentCategory ref="${browser}"/><supportedOn ref="supported"/>
      ${elementsOf[kind](name, schema, key)}
    </policy>`;
}

/**
 * @param {object} schema the managed policy's schema without references (extension/tools/managed-schema.mjs), with lengths
 * @param {string} extensionId the extension's id in the Chromium family
 * @param {string} [ofStore] the id again, for templates that stand beside those of our own id
 * @returns {string} the ADMX file
 */
export function admx(schema, extensionId, ofStore) {
  const policies = browsers.flatMap(({ id, key }) =>
    Object.entries(schema.properties).map(([name, one]) => policyOf(name, one, id, `${key}\\3rdparty\\extensions\\${extensionId}\\policy`)),
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions ${namespace}>
  <policyNamespaces><target prefix="cccdbridge" namespace="CccdBridge.Policies${ofStore ? `.${ofStore}` : ""}"/></policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn><definitions><definition name="supported" displayName="$(string.supported)"/></definitions></supportedOn>
  <categories>
    <category name="product" displayName="$(string.product)"/>
${browsers.map(({ id }) => `    <category name="${id}" displayName="$(string.${id})"><parentCategory ref="product"/></category>`).join("\n")}
  </categories>
  <policies>
${policies.join("\n")}
  </policies>
</policyDefinitions>
`;
}

function presentationOf(name, schema, { title, values }, language) {
  const label = escape(title[language]);
  const control = {
    enum: () => `<dropdownList refId="${name}" noSort="true" defaultItem="0">${label}</dropdownList>`,
    list: () => `<listBox refId="${name}">${label}</listBox>`,
    // The editor offers 1 unless told, which may be less than is allowed.
    numbers: () => Object.entries(schema.properties).map(([child, { minimum }]) => `<decimalTextBox refId="${name}_${child}" defaultValue="${minimum}">${escape(values[child][language])}</decimalTextBox>`).join(""),
    text: () => `<textBox refId="${name}"><label>${label}</label></textBox>`,
    json: () => `<textBox refId="${name}"><label>${label} (JSON)</label></textBox>`,
  }[kindOf(schema)];
  return control ? `      <presentation id="${name}">${control()}</presentation>` : undefined;
}

function stringsOf(name, schema, { title, explain, values }, general, language) {
  const kind = kindOf(schema);
  const details = { list: general.listed, json: general.json }[kind];
  const help = [explain, details, schema.items?.enum && { [language]: schema.items.enum.join(", ") }, general.notSet].filter(Boolean);
  const words = (schema.enum ?? []).map((value) => [`${name}_${value}`, values[value][language]]);
  return [[name, title[language]], [`${name}_explain`, help.map((one) => one[language]).join("\n\n")], ...words];
}

/**
 * @param {object} schema as for admx
 * @param {{general: object, policies: object}} texts titles and explanations by language (texts.json)
 * @param {"vi" | "en"} language
 * @param {string} [ofStore] as for admx
 * @returns {string} the ADML file; throws where a text is missing
 */
export function adml(schema, texts, language, ofStore) {
  const { general, policies } = texts;
  const properties = Object.entries(schema.properties);
  const missing = properties.filter(([name]) => policies[name] === undefined).map(([name]) => name);
  if (missing.length > 0) throw new Error(`no texts for: ${missing.join(", ")}`);
  const product = ofStore ? `${general.product[language]} (${ofStore})` : general.product[language];
  const strings = [
    ["product", product],
    ["supported", general.supported[language]],
    ...browsers.map(({ id, name }) => [id, name]),
    ...properties.flatMap(([name, one]) => stringsOf(name, one, policies[name], general, language)),
  ];
  const presentations = properties.map(([name, one]) => presentationOf(name, one, policies[name], language)).filter(Boolean);
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources ${namespace}>
  <displayName>${escape(product)}</displayName>
  <description>${escape(product)}</description>
  <resources>
    <stringTable>
${strings.map(([id, text]) => `      <string id="${id}">${escape(text)}</string>`).join("\n")}
    </stringTable>
    <presentationTable>
${presentations.join("\n")}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}
