import {type IndustryBook, unpackIndustries} from "../../lib/flow/industry-book.js";
import {gunzip} from "../factor/load.js";

/** A book of industries from the file that its loader wrote. */
export const readIndustries = async <P extends string, E>(buffer: ArrayBuffer): Promise<IndustryBook<P, E>> =>
  unpackIndustries<P, E>(await gunzip(buffer));
