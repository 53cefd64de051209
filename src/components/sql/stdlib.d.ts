declare module "observablehq:stdlib" {
  export interface SiteFile {
    url(): Promise<string>;
  }
  export function FileAttachment(path: string): SiteFile;
}
