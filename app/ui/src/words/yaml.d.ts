declare module "*.yaml" {
  const groups: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default groups;
}
